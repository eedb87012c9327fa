"""The recognizers, one a file; `recognizers.yml` says which run."""
