"""Who may do what: a short list of permissions, and roles as readable sentences. Data only."""
