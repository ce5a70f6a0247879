/// What the service answers over HTTP: nothing that a prompt needs.
package io.scalewatch.inference.api;
