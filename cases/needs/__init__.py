"""What a child needs, domain by domain: findings and what is done, in codes."""
