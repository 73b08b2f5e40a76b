/** `/view/…`: what links lead to, passed on from private targets. No part of the API, and no route. */
package dev.caravan.api.view;
