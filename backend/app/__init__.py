"""PatriotForge: the internal quoting web app of a commercial print shop."""
