#:package Cutwork.TorchSharp@VERSION
#:package libtorch-cpu-linux-x64@2.10.0
#:property PublishAot=false
#:property TargetFramework=net10.0

// A program of somebody's who has the packages alone: it loads libtorch, paints a batch, and says what came of it.
using Cutwork;
using Cutwork.TorchSharp;
using static TorchSharp.torch;

var size = new Cutwork.Size(8, 8);
Plan plan = new Recipe(new Cutout(Length.Pixels(4)), new Mixup(1)).Draw(new Key(1), Scene.Range(size, 0, 4));
using Tensor images = ones(4, 3, 8, 8);
plan.Apply(images, Palette.Unit);
using Tensor labels = tensor(new long[] { 0, 1, 2, 3 });
using Tensor soft = plan.SoftLabels(labels, 4);
using Tensor sums = soft.sum(1);
bool rowsSumToOne = sums.allclose(ones(4));
bool isPainted = !images.allclose(ones(4, 3, 8, 8));
Console.WriteLine($"libtorch loaded; painted {isPainted}, labels {rowsSumToOne}");
return rowsSumToOne && isPainted ? 0 : 1;
