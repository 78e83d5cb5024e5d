"""Django's usual door; the same as the `sispmpi` command."""

from config.__main__ import main

if __name__ == "__main__":
    main()
