"""Regions of States (ISO 3166-2): their names, and which ones somebody means who types a name. No database."""

from cases.regions.finding import meant_by, near_to
from cases.regions.known import is_region, region_name, regions_of

__all__ = ["is_region", "meant_by", "near_to", "region_name", "regions_of"]
