"""
A site on many machines, and faults while people use it.

All of it runs in namespaces of Linux: a network with nothing but addresses of its own, and
processes that end with the test. `python -m tests.cluster PROJECT` runs it, as root.
"""
