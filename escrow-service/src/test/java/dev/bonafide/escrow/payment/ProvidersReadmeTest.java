package dev.bonafide.escrow.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.Readme;
import dev.bonafide.escrow.payment.alipay.AlipayProvider;
import dev.bonafide.escrow.payment.stripe.StripeProvider;
import dev.bonafide.escrow.payment.wechat.WechatProvider;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProvidersReadmeTest {
    private static final List<Class<? extends PaymentProvider>> COLUMNS =
            List.of(StripeProvider.class, AlipayProvider.class, WechatProvider.class);

    /** E-8: the README says of each provider what it can do, and no more. */
    @Test
    void theReadmeSaysWhatEachProviderCanDo() {
        var rows = Readme.table("## Payment providers");
        for (var capability : ProviderCapability.class.getPermittedSubclasses()) {
            if (!capability.isInterface() || !ProviderCapability.class.isAssignableFrom(capability)) {
                continue;
            }
            var row = rows.stream()
                    .filter(cells -> cells.getFirst().equals(capability.getSimpleName()))
                    .findFirst();
            assertThat(row).as(capability.getSimpleName()).isPresent();
            for (var column = 0; column < COLUMNS.size(); column++) {
                assertThat(!row.get().get(column + 1).equals("–"))
                        .as("%s of %s", capability.getSimpleName(), COLUMNS.get(column))
                        .isEqualTo(capability.isAssignableFrom(COLUMNS.get(column)));
            }
        }
    }

    @Test
    void theReadmeNamesTheMethodOfEachProvider() {
        var methods = Readme.table("## Payment providers").getFirst();
        assertThat(methods.subList(1, methods.size()))
                .extracting(method -> PaymentMethod.valueOf(method).provider())
                .containsExactly(StripeProvider.NAME, AlipayProvider.NAME, WechatProvider.NAME);
    }
}
