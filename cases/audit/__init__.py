"""What is known of what happened: who changed (history of the tables) and who read or was denied."""
