"""The pages of the tour, in their order: one module an advantage."""

from .batteries import BatteriesPage
from .community import CommunityPage
from .framework import FrameworkPage
from .orm import OrmPage
from .rapid import RapidPage
from .scalability import ScalabilityPage
from .security import SecurityPage
from .transfer import TransferPage
from .versatility import VersatilityPage

PAGES = [
    FrameworkPage,
    RapidPage,
    BatteriesPage,
    OrmPage,
    CommunityPage,
    SecurityPage,
    ScalabilityPage,
    TransferPage,
    VersatilityPage,
]
