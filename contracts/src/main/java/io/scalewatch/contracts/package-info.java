/// What the services say to each other: the events, their encoding and the topics they travel on. No logic.
package io.scalewatch.contracts;
