"""Not collected here: test_project.py copies these tests into a project and runs them there."""

collect_ignore = ["project"]
