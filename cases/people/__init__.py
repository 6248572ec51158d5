"""Names, birth, status and whereabouts of any person: forms, actions and words for them."""
