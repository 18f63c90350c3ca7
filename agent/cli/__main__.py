"""`python -m agent.cli` is `desk`."""

from agent.cli import main

if __name__ == "__main__":
    main()
