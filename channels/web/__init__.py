"""Web chat: the API, its events, and the widget's files."""
