"""How a session meets a person: the stage, plain lines, and what both draw."""
