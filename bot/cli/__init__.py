"""The command line `alder`: each command is loaded when it is called, so that `--help` is quick."""
