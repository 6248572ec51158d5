"""Made-up caseloads: the demonstration and random ones of any size. Every person, family and place is invented."""
