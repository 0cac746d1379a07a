namespace Cutwork.Cli;

/// <summary>What the papers of the four methods report on small images, as far as it could be confirmed.</summary>
/// <remarks>Random Erasing's fill values and the mixup paper's own errors on CIFAR-100 are left out: no source that can be named confirmed them.</remarks>
internal static class PublishedResults
{
    private const string Readme = "README of the authors’ code";
    private const string Reported = "as reported by others";
    private const string RandomErasing = "Random Erasing (Zhong et al. 2020)";
    private const string Mixup = "mixup (Zhang et al. 2018)";
    private const string CutMix = "CutMix (Yun et al. 2019)";

    /// <summary>The four methods with true labels.</summary>
    public static IReadOnlyList<PublishedResult> Effects { get; } =
    [.. Cutouts(), .. Erasings(), .. Mixups(), .. CutMixes()];

    /// <summary>Those on a data set, by the name that the papers give it: "CIFAR-10", "CIFAR-100" or "Fashion-MNIST".</summary>
    public static IReadOnlyList<PublishedResult> On(string data) =>
        [.. Effects.Where(result => string.Equals(result.Data, data, StringComparison.OrdinalIgnoreCase))];

    /// <summary>mixup and dropout with random labels on CIFAR-10, of the best and of the last epoch (table 2 of the mixup paper).</summary>
    /// <param name="share">Of random labels: 0.2, 0.5 or 0.8; the table has no other, and nothing is returned for one.</param>
    public static IReadOnlyList<PublishedResult> CorruptLabels(double share) =>
        share switch
        {
            0.2 =>
            [
                .. Corrupt(20, "dropout 0.7", (12.7, 8.8), (16.6, 10.4)),
                .. Corrupt(20, "mixup 8", (12.7, 5.9), (16.6, 6.4)),
            ],
            0.5 =>
            [
                .. Corrupt(50, "dropout 0.8", (18.8, 14.1), (44.6, 15.5)),
                .. Corrupt(50, "mixup 32", (18.8, 11.3), (44.6, 12.7)),
            ],
            0.8 =>
            [
                .. Corrupt(80, "dropout 0.8", (36.5, 30.9), (73.9, 35.1)),
                .. Corrupt(80, "mixup 32", (36.5, 25.3), (73.9, 30.9)),
            ],
            _ => [],
        };

    private static IEnumerable<PublishedResult> Cutouts()
    {
        PublishedResult Of(string network, string data, double without, double with) =>
            new("Cutout (DeVries and Taylor 2017)", Readme, network, data, "cutout", without, with);
        return
        [
            Of("ResNet-18", "CIFAR-10", 4.72, 3.99),
            Of("WRN-28-10", "CIFAR-10", 3.87, 3.08),
            Of("Shake-Shake 26 2x96d", "CIFAR-10", 2.86, 2.56),
            Of("ResNet-18", "CIFAR-100", 22.46, 21.96),
            Of("WRN-28-10", "CIFAR-100", 18.8, 18.41),
            Of("Shake-Shake 26 2x96d", "CIFAR-100", 15.58, 15.20),
        ];
    }

    private static IEnumerable<PublishedResult> Erasings()
    {
        (string Network, double[] Errors)[] rows =
        [
            ("ResNet-20", [7.21, 6.73, 30.84, 29.97, 4.39, 4.02]),
            ("ResNet-32", [6.41, 5.66, 28.50, 27.18, 4.16, 3.80]),
            ("ResNet-44", [5.53, 5.13, 25.27, 24.29, 4.41, 4.01]),
            ("ResNet-56", [5.31, 4.89, 24.82, 23.69, 4.39, 4.13]),
            ("ResNet-110", [5.10, 4.61, 23.73, 22.10, 4.40, 4.01]),
            ("WRN-28-10", [3.80, 3.08, 18.49, 17.73, 4.01, 3.65]),
        ];
        string[] sets = ["CIFAR-10", "CIFAR-100", "Fashion-MNIST"];
        for (int set = 0; set < sets.Length; set++)
            foreach ((string network, double[] errors) in rows)
                yield return new PublishedResult(
                    RandomErasing,
                    Readme,
                    network,
                    sets[set],
                    "random-erasing",
                    errors[2 * set],
                    errors[2 * set + 1]
                )
                {
                    Remark =
                        set == 2
                            ? "data of before August 2017: training and test images overlap (issue 9 of the authors’ code)"
                            : "",
                };
        yield return new PublishedResult(
            RandomErasing,
            "issue 10 of the authors’ code: an independent run",
            "ResNet-20",
            "Fashion-MNIST",
            "random-erasing",
            4.82,
            4.45
        )
        {
            Remark = "the data as they are since then",
        };
    }

    private static IEnumerable<PublishedResult> Mixups()
    {
        PublishedResult Of(string decay, double without, double with) =>
            new(Mixup, Reported, "PreAct ResNet-18", "CIFAR-10", "mixup", without, with)
            {
                Remark = $"weight decay {decay}; median of the last 10 epochs",
            };
        return [Of("1e-4", 5.53, 4.24), Of("5e-4", 5.18, 4.68)];
    }

    private static IEnumerable<PublishedResult> CutMixes()
    {
        PublishedResult Of(string network, string data, string method, double without, double with) =>
            new(CutMix, "in the paper", network, data, method, without, with)
            {
                IsBestEpoch = true,
                Remark = "best epoch, mean of 3 runs",
            };
        const string pyramid = "PyramidNet-200";
        return
        [
            Of(pyramid, "CIFAR-10", "cutout", 3.85, 3.10),
            Of(pyramid, "CIFAR-10", "mixup", 3.85, 3.09),
            Of(pyramid, "CIFAR-10", "cutmix", 3.85, 2.88),
            Of(pyramid, "CIFAR-100", "cutout", 16.45, 16.53),
            Of(pyramid, "CIFAR-100", "mixup", 16.45, 15.63),
            Of(pyramid, "CIFAR-100", "cutmix", 16.45, 14.47),
            Of("PyramidNet-110", "CIFAR-100", "cutmix", 19.85, 17.97),
            Of("ResNet-110", "CIFAR-100", "cutmix", 23.14, 20.11),
        ];
    }

    private static IEnumerable<PublishedResult> Corrupt(
        int percent,
        string method,
        (double Without, double With) best,
        (double Without, double With) last
    )
    {
        PublishedResult Of((double Without, double With) errors, bool isBest) =>
            new(
                Mixup,
                $"table 2, {Reported}",
                "PreAct ResNet-18",
                $"CIFAR-10, {percent} % random labels",
                method,
                errors.Without,
                errors.With
            )
            {
                IsBestEpoch = isBest,
                Remark = isBest ? "best epoch" : "last epoch",
            };
        return [Of(best, true), Of(last, false)];
    }
}
