"""For scrapyd-deploy, which makes its egg with this file; everything stands in pyproject.toml."""

from setuptools import setup

setup()
