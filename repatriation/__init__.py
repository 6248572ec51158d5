"""How this deployment is put together: settings, database, addresses. The app `cases` never imports it."""
