/// Scalewatch over its REST interfaces.
package io.scalewatch.local.rest;
