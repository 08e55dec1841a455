"""Labs: simulated worlds and really trained models, one folder a lab; each returns frozen evidence."""
