#!/bin/sh
# Brings every app of the shop into the environment that is named as the first argument.
set -eu
environment=$1

for module in shop.catalog.app shop.search.app shop.orders.deploy web.api jobs.nightly; do
    modal deploy -m "$module" --env "$environment"
done
modal app history shop-catalog --env "$environment"
modal secret list --env "$environment"
