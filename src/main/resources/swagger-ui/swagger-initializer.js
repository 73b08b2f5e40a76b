// In place of the one that comes with Swagger UI, which shows an example from elsewhere.
window.onload = () => {
  window.ui = SwaggerUIBundle({
    url: '../api/v1/openapi.json',
    dom_id: '#swagger-ui',
    deepLinking: true,
    validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
    plugins: [SwaggerUIBundle.plugins.DownloadUrl],
    layout: 'StandaloneLayout',
  });
};
