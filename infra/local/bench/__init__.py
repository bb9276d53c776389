"""`make bench`: how fast PatriotForge is beside a bare endpoint and beside bare SQL, in one run."""
