from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.messages.views import SuccessMessageMixin
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import ListView, UpdateView

from . import personal_data
from .forms import DeleteAccountForm, ProfileForm, TokenForm
from .models import SecurityEvent, Token
from .security_log import record


class SecurityEventListView(LoginRequiredMixin, ListView):
    """The latest security events of one's account, so that a stranger in it is noticed."""

    paginate_by = 50

    def get_queryset(self):
        """Return the person's own events, newest first."""
        return SecurityEvent.objects.filter(user=self.request.user)  # type: ignore[misc]


class ProfileView(LoginRequiredMixin, SuccessMessageMixin, UpdateView):
    """One's own account: name, and the way to everything else."""

    form_class = ProfileForm
    template_name = "accounts/profile.html"
    success_url = reverse_lazy("accounts:profile")
    success_message = _("Saved.")

    def get_object(self, queryset=None):
        """Return the person who is logged in: nobody edits another's profile here."""
        return self.request.user


@login_required
@reauthentication_required(allow_get=True)  # A stolen session makes nothing that outlives it.
def token_list(request):
    """List one's API tokens; make one and show its secret this once."""
    form = TokenForm(request.POST or None)
    secret = None
    if form.is_valid():
        secret = Token.objects.issue(request.user, **form.cleaned_data)
        record(request, request.user, SecurityEvent.Kind.TOKEN_MADE, form.cleaned_data["name"])
        form = TokenForm()
    context = {"form": form, "secret": secret, "tokens": request.user.tokens.all()}
    return render(request, "accounts/token_list.html", context)


@login_required
@require_POST
def token_revoke(request, pk):
    """Delete one of one's own API tokens."""
    token = get_object_or_404(request.user.tokens, pk=pk)
    token.delete()
    record(request, request.user, SecurityEvent.Kind.TOKEN_REVOKED, token.name)
    messages.success(request, _("“%(token)s” no longer works.") % {"token": token})
    return redirect("accounts:token_list")


@login_required
@reauthentication_required
def export(request):
    """Download all that the site knows about the person, as JSON."""
    record(request, request.user, SecurityEvent.Kind.DATA_EXPORTED)
    return JsonResponse(
        personal_data.export(request.user),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
        headers={"Content-Disposition": 'attachment; filename="my-data.json"'},
    )


@login_required
@reauthentication_required
def delete(request):
    """Delete the account and all that belongs to it, once the person has confirmed."""
    form = DeleteAccountForm(request.POST or None, user=request.user)
    if form.is_valid():
        user = request.user
        logout(request)
        user.delete()
        record(request, None, SecurityEvent.Kind.ACCOUNT_DELETED)
        messages.success(request, _("Your account and everything in it is deleted."))
        return redirect("home")
    user = request.user
    context = {"deleted": personal_data.deleted(user), "kept": personal_data.kept(user)}
    return render(request, "accounts/delete.html", context | {"form": form})
