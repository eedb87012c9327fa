"""Facts about the rules: each takes the rules' module, so that it can be asked of the real one and of every mutant."""

SHAPE = {"rules": "Any", "return": "None"}  # how a fact is annotated: by this it is known among other functions
