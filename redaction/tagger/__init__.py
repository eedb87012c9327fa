"""The tagger: a small multilingual encoder that marks names, places and every other identifier in any language."""
