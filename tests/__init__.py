"""Tests: rules one by one, the parts together on a real database and the real model, and what a person would see."""

import pytest

pytest.register_assert_rewrite("tests.facts")
