"""What stands in the tabs under the picture, one panel a file: `LABEL`, `ORDER`, `show(page)`."""
