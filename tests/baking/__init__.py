"""What Cookiecutter makes of the answers, and what owners do with it later."""
