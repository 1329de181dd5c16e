"""The scripts that people write instead, each as short as it would be: they know their page, and read no other."""
