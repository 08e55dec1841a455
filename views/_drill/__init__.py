"""The rooms of the incident drill: what a player holds, sees, does, believes, and is told at the end."""
