package io.tlsgauge.engine.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.interop.KeyStores;
import io.tlsgauge.engine.interop.OpenSslCiphers;
import io.tlsgauge.engine.interop.PeerProcess;
import io.tlsgauge.engine.interop.PemFolder;
import io.tlsgauge.engine.interop.Program;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Web servers of others over our engine, asked by clients of others. */
@Tag("interop")
class HttpServersTest {
    private static final int MEBIBYTE = 1 << 20;

    private static PemFolder pems;
    private static OpenSslCiphers ciphers;
    private static NettyServer netty;

    @BeforeAll
    static void start() throws Exception {
        Program.require("openssl", "curl");
        pems = PemFolder.create();
        ciphers = OpenSslCiphers.list();
        netty = new NettyServer(ourContext(TestChain.standard(), TestChain.ec("secp256r1")));
    }

    @AfterAll
    static void stop() {
        if (pems != null) {
            netty.close();
            pems.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void nettyAnswersCurlWithEverySuite(CipherSuite suite) throws Exception {
        String[] answer = curl(netty.port(), List.of("--ciphers", ciphers.name(suite)), "/1000");
        assertEquals("200 1000", answer[0]);
        assertEquals(suite.name(), netty.lastSuite());
    }

    @Test
    void nettyAnswersManyRequestsOfOneCurl() throws Exception {
        String[] answers = curl(netty.port(), List.of(), "/1", "/70000", "/" + MEBIBYTE);
        assertEquals(List.of("200 1", "200 70000", "200 " + MEBIBYTE), List.of(answers));
    }

    @Test
    void nettyAnswersJavasHttpClient() throws Exception {
        assertAnswersJava(netty.port());
    }

    @Test
    void jettyAnswersCurlAndJavasHttpClient() throws Exception {
        Server jetty = jetty(ourContext(TestChain.standard()));
        try {
            int port = ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
            assertEquals("200 70000", curl(port, List.of(), "/70000")[0]);
            assertAnswersJava(port);
        } finally {
            jetty.stop();
        }
    }

    private static void assertAnswersJava(int port) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(EnginePair.context(EnginePair.JDK, TestChain.standard()))
                .build();
        for (int length : new int[] {0, 1, MEBIBYTE}) {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/" + length))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertEquals(200, answer.statusCode());
            assertEquals(length, answer.body().length);
            assertEquals("TLSv1.2", answer.sslSession().orElseThrow().getProtocol());
        }
    }

    /** Asks for the paths over one connection; each answer is a status and a length. */
    private static String[] curl(int port, List<String> options, String... paths) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "--silent", "--show-error", "--max-time", "30"));
        command.addAll(List.of("--tlsv1.2", "--tls-max", "1.2"));
        command.addAll(List.of("--cacert", pems.root(TestChain.standard()).toString()));
        command.addAll(options);
        command.addAll(List.of("--write-out", "%{http_code} %{size_download}\\n"));
        for (String path : paths) {
            command.addAll(List.of("--output", "/dev/null", "https://localhost:" + port + path));
        }
        try (PeerProcess curl = PeerProcess.start(command)) {
            return curl.awaitEnd().split("\n");
        }
    }

    private static SSLContext ourContext(TestChain... chains) throws Exception {
        return EnginePair.context(
                EnginePair.OURS,
                TestChain.standard(),
                KeyStores.keys(EnginePair.JDK, chains).getKeyManagers());
    }

    private static int requestedLength(String path) {
        return Integer.parseInt(path.substring(1));
    }

    private static Server jetty(SSLContext context) throws Exception {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(context);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, tls);
        connector.setHost("localhost");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                byte[] body = new byte[requestedLength(request.getHttpURI().getPath())];
                response.write(true, ByteBuffer.wrap(body), callback);
                return true;
            }
        });
        server.start();
        return server;
    }

    /** Netty's own HTTP over Netty's own handler of TLS; answers /N with N bytes. */
    private static final class NettyServer implements AutoCloseable {
        private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        private final Channel channel;
        private volatile String lastSuite;

        NettyServer(SSLContext context) throws InterruptedException {
            channel = new ServerBootstrap()
                    .group(group)
                    .channel(NioServerSocketChannel.class)
                    .childHandler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel connection) {
                            SSLEngine engine = EnginePair.server(context);
                            connection
                                    .pipeline()
                                    .addLast(
                                            new SslHandler(engine),
                                            new HttpServerCodec(),
                                            new HttpObjectAggregator(1 << 16),
                                            new Answers(engine));
                        }
                    })
                    .bind(InetAddress.getLoopbackAddress(), 0)
                    .sync()
                    .channel();
        }

        int port() {
            return ((InetSocketAddress) channel.localAddress()).getPort();
        }

        String lastSuite() {
            return lastSuite;
        }

        @Override
        public void close() {
            channel.close();
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }

        private final class Answers extends SimpleChannelInboundHandler<FullHttpRequest> {
            private final SSLEngine engine;

            Answers(SSLEngine engine) {
                this.engine = engine;
            }

            @Override
            protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
                lastSuite = engine.getSession().getCipherSuite();
                byte[] body = new byte[requestedLength(request.uri())];
                DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(body));
                response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
                boolean keepAlive = HttpUtil.isKeepAlive(request);
                context.writeAndFlush(response).addListener(keepAlive ? future -> {} : ChannelFutureListener.CLOSE);
            }
        }
    }
}
