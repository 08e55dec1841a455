"""The model floor, held to closed forms, published numbers and laws."""
