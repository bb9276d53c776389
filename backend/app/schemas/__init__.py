"""What crosses the wire: requests that forbid what they do not know, responses that say all."""
