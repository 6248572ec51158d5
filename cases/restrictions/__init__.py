"""Case files that only named people of the office see."""
