"""SMS: signed webhooks in, texts out, parts counted, and a stand-in phone to try it with."""
