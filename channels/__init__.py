"""Where messages come in and go out: web chat and SMS, and the way of one message between them."""
