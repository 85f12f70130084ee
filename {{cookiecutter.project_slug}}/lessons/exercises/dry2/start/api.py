from ninja import ModelSchema

from .models import Article


class ArticleSchema(ModelSchema):
    """An article as JSON."""

    class Meta:
        model = Article
        fields = "__all__"
