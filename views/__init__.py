"""Pages and panels: Streamlit lives here and in app.py, nowhere else."""
