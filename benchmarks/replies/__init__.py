"""What `benchmarks.mail` compares replies with: the public readers, and hostile mails."""
