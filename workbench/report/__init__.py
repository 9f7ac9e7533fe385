"""What people read: the report in HTML, the tables in xlsx, the result in JSON, all from the result alone."""
