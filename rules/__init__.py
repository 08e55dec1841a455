"""What a staff engineer checks in a design, one theme a file; each rule is named by the good state."""
