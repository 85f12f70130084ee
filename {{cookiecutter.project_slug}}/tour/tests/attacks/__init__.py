"""
Attacks on the site, one module a kind, each with what stops it.

In every module:

- the first line of the docstring is the name of the attack, a colon, and one sentence;
  the rest says what protects, with the page of Django's documentation;
- PROTECTION is the place of the protection: a file of the project, or of an installed package,
  and a text that stands in it;
- attack() is what the attacker does;
- test_attack_... shows that it fails, and test_control_... that it succeeds as soon as the
  protection is taken away. Without the control, a mistyped address would look like a defence.

tour/tests/test_attacks.py checks that each module has all of this.
"""
