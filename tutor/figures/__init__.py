"""From what is known of a learner to numbers worth looking at: a module a subject. Pure, without words and without drawing."""
