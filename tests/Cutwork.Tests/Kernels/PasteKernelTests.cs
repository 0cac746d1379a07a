namespace Cutwork.Tests.Kernels;

/// <summary>Several images side by side, each between guard pages of its own, against a plain loop.</summary>
public sealed unsafe class PasteKernelTests : IDisposable
{
    private const int MostWidth = 110;
    private const int Rows = 3;

    private static readonly float[] Shifts = [-1.7f, -0.7f, 0.3f];
    private static readonly float[] Scales = [0.0171f, 0.0174f, 0.0177f];

    private readonly Arena[] images = [.. Enumerable.Range(0, 8).Select(number => new Arena(4096, (ulong)number))];
    private readonly Arena target = new(3 * Rows * 128 * sizeof(float) + 64, 99);
    private readonly GuardedMemory table = new(Tone.Length * sizeof(float));
    private readonly float[] numbers = new float[3 * 256];
    private Rng rng = new Key(8).Open();

    public PasteKernelTests()
    {
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = MathF.FusedMultiplyAdd(i % 256, Scales[i / 256], Shifts[i / 256]);
    }

    public static TheoryData<int> Runs => [.. Enumerable.Range(1, PastedRows.Most)];

    [Theory]
    [MemberData(nameof(Runs))]
    public void Runs_of_several_images_are_taken_apart(int runs) => Run<SplitForm>(runs);

    [Theory]
    [MemberData(nameof(Runs))]
    public void Runs_of_several_images_stay_in_order(int runs) => Run<StraightForm>(runs);

    private void Run<TForm>(int runs)
        where TForm : IForm
    {
        Assert.SkipWhen(PasteKernel.LeastWidth == int.MaxValue, "There are no vectors: nothing is pasted so.");
        for (int width = Math.Max(PasteKernel.LeastWidth, runs); width <= MostWidth; width++)
        for (int number = 0; number < 48; number++)
        {
            Run<TForm, float>(runs, width, number);
            Run<TForm, BFloat16>(runs, width, number);
        }
    }

    private void Run<TForm, TOut>(int runs, int width, int number)
        where TForm : IForm
        where TOut : unmanaged
    {
        // Two images in turn, as the engine pastes them, or as many as there are runs.
        PastedRows pasted = default;
        var imageOf = new int[width];
        int stride = 3 * width + number % 4;
        int left = 0;
        for (int run = 0; run < runs; run++)
        {
            int most = width - left - (runs - 1 - run);
            int right = run == runs - 1 ? width : left + 1 + rng.Below(number % 3 == 0 ? Math.Min(most, 9) : most);
            int image = number % 2 == 0 ? run % 2 : run;
            imageOf.AsSpan(left, right - left).Fill(image);
            pasted.Add(new(First(image), stride), 3 * right);
            left = right;
        }
        byte* First(int image) =>
            images[image]
                .Place<byte>(
                    (Rows - 1) * stride + 3 * width,
                    (image + number) % 2 == 0,
                    number / 2 % 2 * (number % 64)
                );

        bool splits = TForm.Splits;
        int elements = splits ? width : 3 * width;
        nint rowStride = number % 4 < 2 ? (elements + 31) / 32 * 32 : elements + number % 5;
        nint planeStride = splits ? Rows * rowStride + (number % 8 < 6 ? 0 : 1) : 0;
        TOut* to = target.Place<TOut>(
            2 * planeStride + (Rows - 1) * rowStride + elements,
            number / 4 % 2 == 1,
            number / 8 % 2 * (number * sizeof(TOut) % 64)
        );
        fixed (float* entries = table.Last<float>(Tone.Length))
        {
            FillTable(entries, splits);
            target.Reset();
            TOut* expected = target.Twin(to);
            for (int row = 0; row < Rows; row++)
            for (int x = 0; x < width; x++)
            for (int channel = 0; channel < 3; channel++)
            {
                byte source = First(imageOf[x])[row * stride + 3 * x + channel];
                expected[row * rowStride + (splits ? channel * planeStride + x : 3 * x + channel)] =
                    Planes<TOut>.Narrow(numbers[256 * channel + source]);
            }

            PasteKernel.Paste<TForm, TOut>(
                pasted,
                width,
                Rows,
                new ToneTable(entries, splits ? 1 : 3),
                new Planes<TOut>(to, planeStride, rowStride),
                streams: number / 16 % 2 == 0
            );
        }
        target.AssertSame($"{runs} runs, width {width}, number {number}, {typeof(TOut)}");
    }

    private static void FillTable(float* entries, bool splits)
    {
        if (splits)
            Tone.FillSplit(entries, Shifts, Scales);
        else
            Tone.FillInterleaved(entries, Shifts, Scales);
    }

    public void Dispose()
    {
        foreach (Arena image in images)
            image.Dispose();
        target.Dispose();
        table.Dispose();
    }
}
