"""The image, Compose and Kubernetes."""
