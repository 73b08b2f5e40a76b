package dev.caravan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.HandlerMapping;

/** From the servlet container to the first step of a route. */
class RequestFilterTest {
    private static final Caller ADA = new Caller("ada", Set.of(Role.OPERATOR));

    private final RequestFilter filter = new RequestFilter(new RequestReader(DataSize.ofBytes(10)), new Callers());
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/v1/jobs/7");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @BeforeEach
    void aCaller() {
        SecurityContextHolder.getContext().setAuthentication(new CallerAuthentication(ADA));
    }

    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void aRequestThatNobodyHasLetInIsOurOwnFault() {
        SecurityContextHolder.clearContext();

        assertThatThrownBy(this::filtered).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRouteGetsTheRequestAndItsPlaceholders() throws Exception {
        request.setContent("{}".getBytes());
        ServletRequest passed = filtered();
        passed.setAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of("id", "7"));
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader("CamelHttpServletRequest", passed);

        ApiRequest read = new Requests().read(exchange);

        assertThat(read.caller()).isEqualTo(ADA);
        assertThat(read.pathParameter("id")).isEqualTo("7");
        assertThat(read.body()).asString().isEqualTo("{}");
        assertThat(exchange.getProperty("request")).isSameAs(read);
    }

    @Test
    void camelSeesNeitherBodyNorParameters() throws Exception {
        request.setContent("a=b".getBytes());
        request.setParameter("CamelFileName", "x");

        ServletRequest passed = filtered();

        assertThat(passed.getInputStream().readAllBytes()).isEmpty();
        assertThat(passed.getReader().readLine()).isNull();
        assertThat(passed.getContentLengthLong()).isZero();
        assertThat(passed.getContentLength()).isZero();
        assertThat(passed.getParameterMap()).isEmpty();
        assertThat(passed.getParameterNames().hasMoreElements()).isFalse();
        assertThat(passed.getParameter("CamelFileName")).isNull();
        assertThat(passed.getParameterValues("CamelFileName")).isNull();
    }

    @Test
    void elsewhereTheBodyIsGivenOnWithinTheLimit() throws Exception {
        request.setRequestURI("/actuator/loggers");
        request.setParameter("tag", "x");
        request.setContent("abc".getBytes());

        ServletRequest passed = filtered();

        assertThat(passed.getInputStream().readAllBytes()).asString().isEqualTo("abc");
        assertThat(passed.getParameter("tag")).isEqualTo("x");

        request.setContent(new byte[11]);
        assertThat(filtered()).isNull();
        assertThat(response.getStatus()).isEqualTo(413);
    }

    @Test
    void aBadRequestIsAnsweredWithItsFieldsAndGoesNoFurther() throws Exception {
        request.setQueryString("CamelFileName=x");

        assertThat(filtered()).isNull();

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getContentAsString())
                .contains("\"instance\":\"/api/v1/jobs/7\"")
                .contains("\"errors\":[{\"field\":\"query\",\"found\":\"CamelFileName\",\"allowed\":");
    }

    @Test
    void noHeaderFromOutsideReachesAnExchange() {
        NoHeadersFromOutside rule = new NoHeadersFromOutside();
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());

        for (String name : List.of("CamelFileName", "cAmElHttpUri", "Accept", "x")) {
            assertThat(rule.applyFilterToExternalHeaders(name, "x", exchange))
                    .as(name)
                    .isTrue();
        }
        assertThat(rule.applyFilterToCamelHeaders("CamelHttpUri", "x", exchange))
                .isTrue();
        assertThat(rule.applyFilterToCamelHeaders("Location", "x", exchange)).isFalse();
    }

    /** What came through; null when nothing did. */
    private ServletRequest filtered() throws Exception {
        MockFilterChain chain = new MockFilterChain();
        request.removeAttribute(filter.getClass().getName() + ".FILTERED");
        filter.doFilter(request, response, chain);
        return chain.getRequest();
    }
}
