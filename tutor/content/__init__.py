"""From YAML files to a course, with every problem found on the way."""
