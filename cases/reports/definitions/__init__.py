"""Reports, one file each: what they are called, which columns they have, how their rows come about."""
