"""What is kept about one person: listed for them in the chat, and given to them whole as a copy."""
